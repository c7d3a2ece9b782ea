package software.amazon.awssdk.services.toy;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.toy.model.PaintRequest;
import software.amazon.awssdk.services.toy.model.PaintResponse;
import software.amazon.awssdk.services.toy.model.ToyRequest;
import software.amazon.awssdk.services.toy.model.WindRequest;
import software.amazon.awssdk.services.toy.model.WindResponse;

final class DefaultToyClient implements ToyClient {
    private final List<String> colours;

    DefaultToyClient(List<String> colours) {
        this.colours = colours;
    }

    @Override
    public PaintResponse paint(PaintRequest request) {
        Function<String, String> colour = of -> of + " " + colours.get(0);
        return new PaintResponse(colour.apply(named(request)));
    }

    @Override
    public WindResponse wind(WindRequest request) {
        return new WindResponse(named(request));
    }

    private static String named(ToyRequest request) {
        return request.getClass().getSimpleName();
    }

    @Override
    public void close() {}
}
