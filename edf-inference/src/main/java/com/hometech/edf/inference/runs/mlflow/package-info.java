/** Training runs in an MLflow server, by its REST API. */
@NullMarked
package com.hometech.edf.inference.runs.mlflow;

import org.jspecify.annotations.NullMarked;
