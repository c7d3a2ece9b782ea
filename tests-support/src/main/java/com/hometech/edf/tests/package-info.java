/** What the tests of all modules have in common. */
@NullMarked
package com.hometech.edf.tests;

import org.jspecify.annotations.NullMarked;
