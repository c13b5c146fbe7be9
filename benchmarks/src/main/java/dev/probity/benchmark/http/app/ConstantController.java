package dev.probity.benchmark.http.app;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that a controller can do: what any answer is compared with.
 */
@RestController
class ConstantController {

	@GetMapping(path = "/const", produces = MediaType.TEXT_PLAIN_VALUE)
	String constant() {
		return "9.90 EUR";
	}

}
