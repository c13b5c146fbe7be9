package dev.probity.sample.orders;

import java.math.BigDecimal;
import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QuoteController {

	private final QuoteCache quotes;

	QuoteController(QuoteCache quotes) {
		this.quotes = quotes;
	}

	@GetMapping("/quotes/{quantity}")
	Map<String, BigDecimal> quote(@PathVariable @Min(1) @Max(100_000) int quantity) {
		return Map.of("price", this.quotes.quote(quantity));
	}

}
