/** What a building is expected to take from the grid or feed into it: its use less its own generation. */
@NullMarked
package com.hometech.edf.inference.balance;

import org.jspecify.annotations.NullMarked;
