/** A local server of the APIs and the pages, and a local issuer of the access tokens that it takes. */
@NullMarked
package com.hometech.edf.cli.serve;

import org.jspecify.annotations.NullMarked;
