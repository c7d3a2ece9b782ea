package software.amazon.awssdk.services.toy.model;

public final class Provider {}
