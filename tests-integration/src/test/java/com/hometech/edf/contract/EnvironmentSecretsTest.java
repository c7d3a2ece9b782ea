package com.hometech.edf.contract;

import com.hometech.edf.cli.platform.EnvironmentSecrets;
import com.hometech.edf.common.port.Secrets;
import java.util.Map;
import java.util.TreeMap;

class EnvironmentSecretsTest extends SecretsContract {
    private static final Map<String, String> VARIABLES = Map.of(
            "secretsmanager:edf/db#password", "EDF_SECRET_EDF_DB_PASSWORD", "ssm:/edf/token", "EDF_SECRET_EDF_TOKEN");

    @Override
    Secrets newSecrets(Map<String, String> secretsByReference) {
        Map<String, String> environment = new TreeMap<>();
        secretsByReference.forEach(
                (reference, secret) -> environment.put(VARIABLES.getOrDefault(reference, "UNKNOWN"), secret));
        return new EnvironmentSecrets(environment);
    }
}
