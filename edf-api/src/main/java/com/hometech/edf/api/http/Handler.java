package com.hometech.edf.api.http;

/** What one operation does. */
@FunctionalInterface
public interface Handler {
    /**
     * Decides whether there is an answer for this caller. What takes long belongs into the answer's content.
     *
     * @throws ProblemException where there is none
     */
    Answer answer(Call call);
}
