package com.hometech.edf.common.port;

/** Whether a model may go live, as SageMaker's registry knows it. */
public enum ApprovalStatus {
    PENDING_MANUAL_APPROVAL("PendingManualApproval"),
    APPROVED("Approved"),
    REJECTED("Rejected");

    private final String awsName;

    ApprovalStatus(String awsName) {
        this.awsName = awsName;
    }

    /** The name in SageMaker's API, which people also see. */
    public String awsName() {
        return awsName;
    }
}
