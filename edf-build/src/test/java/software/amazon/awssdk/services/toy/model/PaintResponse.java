package software.amazon.awssdk.services.toy.model;

public record PaintResponse(String text) {}
