package software.amazon.awssdk.services.toy.model;

public record WindResponse(String text) {}
