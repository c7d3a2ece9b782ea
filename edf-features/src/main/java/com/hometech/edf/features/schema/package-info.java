/** What a feature is and which features, in which order, a model was made for: the contract between features and models. */
@NullMarked
package com.hometech.edf.features.schema;

import org.jspecify.annotations.NullMarked;
