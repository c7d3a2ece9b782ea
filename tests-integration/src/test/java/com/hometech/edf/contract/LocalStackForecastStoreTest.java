package com.hometech.edf.contract;

import com.hometech.edf.contract.AwsEmulator.Kind;

/** DynamoDB as LocalStack plays it. */
class LocalStackForecastStoreTest extends DynamoDbForecastStoreTest {
    @Override
    Kind emulator() {
        return Kind.LOCALSTACK;
    }
}
