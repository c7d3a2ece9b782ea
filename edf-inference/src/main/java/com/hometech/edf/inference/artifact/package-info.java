/**
 * The model artifact: {@code model.tar.gz} with the boosters and {@code model_metadata.json}. Opening one trusts nothing:
 * checksum, archive, metadata, trees and golden predictions are checked, in memory, before anything is predicted.
 */
@NullMarked
package com.hometech.edf.inference.artifact;

import org.jspecify.annotations.NullMarked;
