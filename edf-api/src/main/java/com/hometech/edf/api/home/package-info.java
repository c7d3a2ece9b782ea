/** What residents are told about their homes, in their local time and in plain words. */
@NullMarked
package com.hometech.edf.api.home;

import org.jspecify.annotations.NullMarked;
