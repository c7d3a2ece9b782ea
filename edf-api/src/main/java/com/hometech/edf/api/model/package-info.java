/** The registry of models, their evaluations, and the decision which one goes live. */
@NullMarked
package com.hometech.edf.api.model;

import org.jspecify.annotations.NullMarked;
