package com.hometech.edf.aws;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Tells apart what SageMaker answers with one and the same code. */
final class SageMakerAnswers {
    private static final Pattern MISSING = Pattern.compile("(?i)could not find|does not exist|not found|cannot find");

    private SageMakerAnswers() {}

    /** Whether what was asked for is not there: for SageMaker a kind of invalid request, told only in words. */
    static boolean isMissing(SageMakerException failure) {
        String code = AwsFailures.code(failure);
        return code.equals("ResourceNotFound")
                || (code.equals("ValidationException")
                        && MISSING.matcher(String.valueOf(failure.getMessage())).find());
    }
}
