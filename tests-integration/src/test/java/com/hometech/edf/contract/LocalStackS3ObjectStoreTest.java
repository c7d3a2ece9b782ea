package com.hometech.edf.contract;

import com.hometech.edf.contract.AwsEmulator.Kind;

/** S3 as LocalStack plays it. */
class LocalStackS3ObjectStoreTest extends S3ObjectStoreTest {
    @Override
    Kind emulator() {
        return Kind.LOCALSTACK;
    }
}
