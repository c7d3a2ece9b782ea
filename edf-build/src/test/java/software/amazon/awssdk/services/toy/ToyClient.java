package software.amazon.awssdk.services.toy;

import java.util.List;
import software.amazon.awssdk.services.toy.model.PaintRequest;
import software.amazon.awssdk.services.toy.model.PaintResponse;
import software.amazon.awssdk.services.toy.model.WindRequest;
import software.amazon.awssdk.services.toy.model.WindResponse;
import software.amazon.awssdk.services.toy.paginators.PaintIterable;

/** A client as the SDK's generator writes them. */
public interface ToyClient extends AutoCloseable {
    static ToyClient create() {
        return new DefaultToyClient(List.of("blue", "green"));
    }

    default PaintResponse paint(PaintRequest request) {
        throw new UnsupportedOperationException();
    }

    default PaintIterable paintPaginator(PaintRequest request) {
        return new PaintIterable(this, request);
    }

    default WindResponse wind(WindRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();
}
