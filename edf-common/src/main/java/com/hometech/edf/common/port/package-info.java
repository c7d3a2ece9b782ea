/**
 * What EDF asks of its surroundings. Each port has an embedded adapter and an AWS adapter, and one contract test that
 * both pass.
 */
@NullMarked
package com.hometech.edf.common.port;

import org.jspecify.annotations.NullMarked;
