package com.hometech.edf.data.sample;

/** What the buildings of a site share: its true weather and its local calendar, on the same hours. */
record SiteHistory(SampleSite site, SiteWeather weather, SiteCalendar calendar) {}
