/**
 * One exception for each reaction. State machines match them by class name, so a name here is a contract: renaming one
 * means changing the workflow definitions.
 */
@NullMarked
package com.hometech.edf.common.error;

import org.jspecify.annotations.NullMarked;
