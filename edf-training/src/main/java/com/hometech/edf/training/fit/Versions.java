package com.hometech.edf.training.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a model was made with, as the build wrote it down.
 *
 * @param edf version of EDF
 * @param xgboost version of XGBoost
 */
public record Versions(String edf, String xgboost) {

    /** The versions of this build. */
    public static Versions ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
            properties.load(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("versions.properties of the build cannot be read", broken);
        }
        return new Versions(properties.getProperty("edf"), properties.getProperty("xgboost"));
    }
}
