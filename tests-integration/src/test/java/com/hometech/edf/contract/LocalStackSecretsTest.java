package com.hometech.edf.contract;

import com.hometech.edf.contract.AwsEmulator.Kind;

/** Parameter Store and Secrets Manager as LocalStack plays them. */
class LocalStackSecretsTest extends AwsSecretsTest {
    @Override
    Kind emulator() {
        return Kind.LOCALSTACK;
    }
}
