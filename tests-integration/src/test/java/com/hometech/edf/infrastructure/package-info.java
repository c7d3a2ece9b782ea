/** What Terraform deploys, against the code that it deploys. */
@NullMarked
package com.hometech.edf.infrastructure;

import org.jspecify.annotations.NullMarked;
