package program;

import java.util.function.Supplier;
import software.amazon.awssdk.services.toy.ToyClient;
import software.amazon.awssdk.services.toy.model.PaintRequest;

/** Calls one of the client's two operations, and that only by way of its pages. */
public final class PaintsOnly implements Supplier<String> {
    @Override
    public String get() {
        try (ToyClient client = ToyClient.create()) {
            return client.paintPaginator(new PaintRequest()).first();
        }
    }
}
