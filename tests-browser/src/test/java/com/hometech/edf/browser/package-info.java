/**
 * The pages in a real browser. A small server gives them answers of every kind, each of which is checked against
 * {@code openapi.yaml} when it is given.
 */
package com.hometech.edf.browser;
