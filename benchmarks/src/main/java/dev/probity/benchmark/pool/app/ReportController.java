package dev.probity.benchmark.pool.app;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {

	private final JdbcClient database;

	ReportController(JdbcClient database) {
		this.database = database;
	}

	@GetMapping("/report")
	int report(@RequestParam int seconds) {
		return this.database.sql("select 1 from pg_sleep(:seconds)")
			.param("seconds", seconds)
			.query(Integer.class)
			.single();
	}

}
