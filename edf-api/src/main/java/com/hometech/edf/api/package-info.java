/**
 * The served APIs. {@code openapi.yaml} is their contract; {@code http} holds what all operations share, {@code access} who may
 * see what, and each further package the use cases of one subject. Nothing here knows AWS, a server or the system's clock.
 */
@NullMarked
package com.hometech.edf.api;

import org.jspecify.annotations.NullMarked;
