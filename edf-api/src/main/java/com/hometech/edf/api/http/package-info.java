/** Requests and answers, apart from whoever carries them: API Gateway or a local server. */
@NullMarked
package com.hometech.edf.api.http;

import org.jspecify.annotations.NullMarked;
