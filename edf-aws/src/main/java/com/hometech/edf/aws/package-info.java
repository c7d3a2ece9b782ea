/**
 * The ports on AWS, over the AWS SDK 2. Clients are built in one place, {@link com.hometech.edf.aws.AwsClients}, and passed
 * in; each adapter translates the failures of its service into those of {@code common.error}.
 */
@NullMarked
package com.hometech.edf.aws;

import org.jspecify.annotations.NullMarked;
