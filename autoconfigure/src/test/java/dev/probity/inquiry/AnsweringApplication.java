package dev.probity.inquiry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.fixture.PlainApplication;
import dev.probity.traffic.RequestOutcome;
import dev.probity.traffic.RequestOutcomeClassifier;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers requests in every way there is.
 */
@Configuration(proxyBeanMethods = false)
@Import({ PlainApplication.class, AnsweringApplication.Answers.class, AnsweringApplication.Uploads.class,
		AnsweringApplication.CaughtUploads.class, AnsweringApplication.ServletAnswers.class })
public class AnsweringApplication {

	private static final int LARGE = 32 * 1024 * 1024;

	/**
	 * A classifier that is usually content with the standard.
	 */
	@Bean
	RequestOutcomeClassifier classifier() {
		return (request) -> {
			if (request.path().startsWith("/own/ignored")) {
				return RequestOutcome.IGNORED;
			}
			if (request.path().startsWith("/classifier/throws")) {
				throw new IllegalStateException("cannot tell");
			}
			return switch (request.path()) {
				case "/own/200" -> RequestOutcome.FAILURE;
				case "/classifier/null/500" -> null;
				default -> RequestOutcomeClassifier.standard().classify(request);
			};
		};
	}

	@RestController
	public static class Answers {

		private final AtomicInteger waiting = new AtomicInteger();

		private final Duration patience;

		Answers(Environment environment) {
			// Spring MVC has a time-out of its own
			this.patience = environment.getProperty("fixture.web-stack", "").equals("REACTOR_NETTY")
					? Duration.ofMillis(200) : Duration.ofMinutes(1);
		}

		@GetMapping({ "/ok", "/own/200", "/own/ignored" })
		String ok() {
			return "ok";
		}

		@GetMapping({ "/answered/{status}", "/classifier/null/{status}", "/classifier/throws/{status}",
				"/own/ignored/{status}" })
		ResponseEntity<String> answered(@PathVariable int status) {
			return ResponseEntity.status(status).body("answered");
		}

		@GetMapping("/thrown/{status}")
		String thrown(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatusCode.valueOf(status));
		}

		@GetMapping("/unhandled")
		String unhandled() {
			throw new IllegalStateException("unhandled");
		}

		@GetMapping("/number")
		int number(@RequestParam int value) {
			return value;
		}

		@GetMapping("/async/thrown/{status}")
		Mono<String> asyncThrown(@PathVariable int status) {
			return later(new ResponseStatusException(HttpStatusCode.valueOf(status)));
		}

		@GetMapping("/async/unhandled")
		Mono<String> asyncUnhandled() {
			return later(new IllegalStateException("unhandled"));
		}

		private static Mono<String> later(Exception ex) {
			return Mono.delay(Duration.ofMillis(10)).then(Mono.error(ex));
		}

		@GetMapping("/async/waited-for")
		Mono<String> waitedFor() {
			return Mono.<String>never().doOnSubscribe((subscription) -> this.waiting.incrementAndGet());
		}

		public int waiting() {
			return this.waiting.get();
		}

		@GetMapping("/async/never")
		Mono<String> never() {
			return Mono.<String>never().timeout(this.patience);
		}

		@GetMapping(path = "/stream/{length}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> stream(@PathVariable int length) {
			return endless().take(length);
		}

		@GetMapping(path = "/stream/broken", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> brokenStream() {
			return endless().take(3).concatWith(Mono.error(new IllegalStateException("broken")));
		}

		@GetMapping(path = "/stream/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> endless() {
			return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().map((number) -> "event " + number);
		}

		@GetMapping("/large")
		byte[] large() {
			return new byte[LARGE];
		}

		@GetMapping("/async/large")
		Mono<byte[]> asyncLarge() {
			return Mono.delay(Duration.ofMillis(10)).map((tick) -> new byte[LARGE]);
		}

	}

	@RestController
	static class Uploads {

		@PostMapping("/upload")
		String upload(@RequestBody byte[] content) {
			return "length " + content.length;
		}

	}

	/**
	 * As many applications have it: whatever goes wrong is an error of the server's.
	 */
	@RestController
	static class CaughtUploads {

		@PostMapping("/caught/upload")
		String upload(@RequestBody byte[] content) {
			return "length " + content.length;
		}

		@ExceptionHandler
		ResponseEntity<String> onError(Exception ex) {
			return ResponseEntity.status(500).body("caught");
		}

	}

	/**
	 * What only servlets can do.
	 */
	@RestController
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletAnswers {

		@GetMapping("/servlet/send-error/{status}")
		void sendError(@PathVariable int status, HttpServletResponse response) throws IOException {
			response.sendError(status);
		}

		@GetMapping("/servlet/async/time-out")
		void timeOut(HttpServletRequest request) {
			request.startAsync().setTimeout(100);
		}

		@GetMapping("/servlet/async/completed/{status}")
		void completed(@PathVariable int status, HttpServletRequest request, HttpServletResponse response) {
			AsyncContext async = request.startAsync();
			async.start(() -> {
				response.setStatus(status);
				async.complete();
			});
		}

		@GetMapping("/servlet/async/send-error/{status}")
		void sendErrorLater(@PathVariable int status, HttpServletRequest request, HttpServletResponse response) {
			AsyncContext async = request.startAsync();
			async.start(() -> {
				try {
					response.sendError(status);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				async.complete();
			});
		}

	}

}
