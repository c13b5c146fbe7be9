package dev.probity.grpc;

import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.stub.ServerCallStreamObserver;
import org.junit.jupiter.api.Test;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * A caller whose status cannot be evaluated is told, as soon as he can be.
 */
class GrpcWatchFailureTests {

	@SuppressWarnings("unchecked")
	private final ServerCallStreamObserver<HealthCheckResponse> stream = mock(ServerCallStreamObserver.class);

	private final GrpcWatch watch = new GrpcWatch(() -> {
		throw new OutOfMemoryError("Java heap space");
	}, GrpcUserAgent.current(), this.stream);

	@Test
	void hisStreamEndsOnce() {
		evaluate(3);
		then(this.stream).should(times(1)).onError(any());
	}

	@Test
	void oneWhoCannotBeToldForWantOfMemoryIsToldAtTheNextLook() {
		willThrow(new OutOfMemoryError("Java heap space")).willDoNothing().given(this.stream).onError(any());
		evaluate(4);
		then(this.stream).should(times(2)).onError(any());
	}

	private void evaluate(int times) {
		for (int i = 0; i < times; i++) {
			this.watch.evaluate();
		}
	}

}
