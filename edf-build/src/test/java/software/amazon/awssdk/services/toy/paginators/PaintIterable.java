package software.amazon.awssdk.services.toy.paginators;

import software.amazon.awssdk.services.toy.ToyClient;
import software.amazon.awssdk.services.toy.model.PaintRequest;

public record PaintIterable(ToyClient client, PaintRequest request) {
    public String first() {
        return client.paint(request).text();
    }
}
