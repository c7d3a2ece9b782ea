/**
 * The platform of a laptop: every port over one home directory, without a server. Files appear whole or not at all, and
 * of several writers one wins, also between processes.
 */
@NullMarked
package com.hometech.edf.cli.platform;

import org.jspecify.annotations.NullMarked;
