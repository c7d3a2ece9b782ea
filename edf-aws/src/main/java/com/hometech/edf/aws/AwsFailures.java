package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in EDF's words why a call of AWS failed and what to do: refused for good, or worth another try later. */
final class AwsFailures {
    /** AWS refuses these whatever is tried. */
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AllAccessDisabled",
            "AuthorizationError",
            "Forbidden");

    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "RequestInTheFuture");
    private static final Set<String> UNKNOWN_KEY = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "UnrecognizedClientException",
            "InvalidClientTokenId");

    /** Services that speak JSON name a wrong time and a wrong key alike; the message tells them apart. */
    private static final Pattern SIGNED_AT_A_WRONG_TIME =
            Pattern.compile("signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);

    private AwsFailures() {}

    /** Does the call; {@code "Cannot " + what + " " + subject} begins the message when it fails. */
    static <T> T translated(String what, Object subject, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw translate(what, subject, failure);
        }
    }

    /** What the failure means for EDF. */
    static EdfException translate(String what, Object subject, SdkException failure) {
        String start = "Cannot " + what + " " + subject + ": ";
        if (failure instanceof AwsServiceException refused) {
            return ofService(start, refused);
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Unable to load credentials")) {
            return new InvalidInputException(
                    start + "no AWS credentials were found; log in (aws sso login), set AWS_PROFILE, or give the"
                            + " program a role",
                    failure);
        }
        return new DependencyUnavailableException(start + message, failure);
    }

    private static EdfException ofService(String start, AwsServiceException failure) {
        String code = code(failure);
        if (DENIED.contains(code) || (failure.statusCode() == 403 && code.isEmpty())) {
            return new InvalidInputException(
                    start + "access denied; the role in use needs this permission (S3 also says so of an object that is"
                            + " missing when the role may not list its bucket). " + detail(failure),
                    failure);
        }
        if (EXPIRED.contains(code)) {
            return new InvalidInputException(
                    start + "the credentials have expired; log in again. " + detail(failure), failure);
        }
        if (CLOCK.contains(code)
                || (UNKNOWN_KEY.contains(code)
                        && SIGNED_AT_A_WRONG_TIME.matcher(detail(failure)).find())) {
            return new DependencyUnavailableException(
                    start
                            + "AWS rejects the time in the request's signature; set this machine's clock (chronyc tracking"
                            + " shows how far it is off). " + detail(failure),
                    failure);
        }
        if (UNKNOWN_KEY.contains(code)) {
            return new InvalidInputException(
                    start + "AWS does not accept the credentials; check AWS_PROFILE and the keys. " + detail(failure),
                    failure);
        }
        if (code.equals("NoSuchBucket")) {
            return new InvalidInputException(
                    start + "there is no such bucket; create it, or correct its name in the configuration. "
                            + detail(failure),
                    failure);
        }
        if (code.equals("ResourceNotFoundException")) {
            return new InvalidInputException(
                    start
                            + "there is none in this region; create it with Terraform, or correct its name or AWS_REGION. "
                            + detail(failure),
                    failure);
        }
        if (code.equals("ValidationException")) {
            return new InvalidInputException(start + "AWS refuses the request as it is. " + detail(failure), failure);
        }
        if (failure.statusCode() == 301) {
            return new InvalidInputException(
                    start + "the bucket lies in another region; set AWS_REGION to that one. " + detail(failure),
                    failure);
        }
        return new DependencyUnavailableException(start + detail(failure), failure);
    }

    /** The service's name for what went wrong; empty where it gave none, as in answers to HEAD. */
    static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String detail(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String said = details == null || details.errorMessage() == null ? "" : " " + details.errorMessage();
        String request = failure.requestId() == null ? "" : ", request " + failure.requestId();
        return String.format(Locale.ROOT, "AWS answered %d %s%s", failure.statusCode(), code(failure), said)
                        .strip()
                + request;
    }
}
