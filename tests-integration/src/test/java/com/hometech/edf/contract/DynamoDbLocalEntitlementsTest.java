package com.hometech.edf.contract;

import com.hometech.edf.contract.AwsEmulator.Kind;

class DynamoDbLocalEntitlementsTest extends DynamoDbEntitlementsTest {
    @Override
    Kind emulator() {
        return Kind.DYNAMODB_LOCAL;
    }
}
