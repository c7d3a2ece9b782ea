/** Both workflows on this machine: their definitions rendered with local names, their jobs and handlers, their runs. */
@NullMarked
package com.hometech.edf.cli.workflow;

import org.jspecify.annotations.NullMarked;
