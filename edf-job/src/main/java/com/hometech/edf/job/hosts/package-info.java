/**
 * Several hosts of one job: how they find each other, know of each other's end, and form a Spark cluster. The first host
 * leads: it does the work, with executors on all of them.
 */
@NullMarked
package com.hometech.edf.job.hosts;

import org.jspecify.annotations.NullMarked;
