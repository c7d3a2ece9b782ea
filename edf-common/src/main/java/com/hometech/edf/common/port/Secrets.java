package com.hometech.edf.common.port;

/** Resolves references to secrets; configuration never holds the secret itself. */
public interface Secrets {
    /**
     * The secret behind a reference such as {@code secretsmanager:edf/db#password} or {@code ssm:/edf/token}.
     *
     * @throws com.hometech.edf.common.error.InvalidInputException when there is none of that name
     */
    String resolve(String reference);
}
