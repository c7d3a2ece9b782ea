/** Series and settings of the additive model in JSON files, and what it answers. */
@NullMarked
package com.hometech.edf.cli.prophet;

import org.jspecify.annotations.NullMarked;
