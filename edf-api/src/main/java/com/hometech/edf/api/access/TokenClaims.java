package com.hometech.edf.api.access;

/** Names and values in EDF's access tokens: those of Amazon Cognito, so that both kinds of tokens read alike. */
public final class TokenClaims {
    /** Id of the machine or of the page that the token was given to. */
    public static final String CLIENT_ID = "client_id";
    /** What the holder may do, separated by spaces. */
    public static final String SCOPE = "scope";
    /** What the token is for. */
    public static final String TOKEN_USE = "token_use";
    /** {@link #TOKEN_USE} of access tokens; tokens that say who someone is have another one. */
    public static final String ACCESS = "access";

    static final String SUBJECT = "sub";
    static final String ISSUED_AT = "iat";
    static final String EXPIRES_AT = "exp";

    private TokenClaims() {}
}
