/** What is found out about uploads of appliance data: the use cases of {@code EDFApplianceWorkflow}. */
@NullMarked
package com.hometech.edf.insights;

import org.jspecify.annotations.NullMarked;
