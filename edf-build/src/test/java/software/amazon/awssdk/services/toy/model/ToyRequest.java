package software.amazon.awssdk.services.toy.model;

public abstract class ToyRequest {}
