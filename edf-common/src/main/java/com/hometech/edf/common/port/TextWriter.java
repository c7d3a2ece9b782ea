package com.hometech.edf.common.port;

/** Writes prose about given facts, as a language model does. What it writes has to be checked before anybody reads it. */
public interface TextWriter {
    /**
     * Writes a text.
     *
     * @param instructions what kind of text, and what it must not hold
     * @param facts what it may say
     * @return the text as it was written; may be anything
     * @throws com.hometech.edf.common.error.DependencyUnavailableException when there is no whole answer: it did not come in
     *     time, was refused or cut off, the service is busy or may not be used
     */
    String write(String instructions, String facts);

    /** Names who writes, for the record. */
    String name();
}
