/** A file of appliance data to try EDF with. */
@NullMarked
package com.hometech.edf.insights.sample;

import org.jspecify.annotations.NullMarked;
