package dev.probity.sample.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.sample.localservices.LocalServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The fault switch for what can go wrong between the application and a database that is
 * well: connections that are never returned, and a password that nobody told it of.
 */
@RestController
@Profile("!external")
@ResponseStatus(HttpStatus.NO_CONTENT)
class ClientFaultController {

	private static final Logger logger = LoggerFactory.getLogger(ClientFaultController.class);

	private final DataSource dataSource;

	private final RotatedPassword password;

	// guarded by itself
	private final Deque<Connection> leaked = new ArrayDeque<>();

	ClientFaultController(DataSource dataSource, LocalServices localServices) {
		this.dataSource = dataSource;
		this.password = new RotatedPassword(localServices.value("postgres.port"));
	}

	@PostMapping("/faults/pool/leak")
	void leak() throws SQLException {
		synchronized (this.leaked) {
			HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
			while (this.leaked.size() < pool.getMaximumPoolSize()) {
				this.leaked.push(pool.getConnection());
			}
		}
		logger.info("Fault switch: pool leak");
	}

	@PostMapping("/faults/pool/heal")
	void returnAll() throws SQLException {
		synchronized (this.leaked) {
			while (!this.leaked.isEmpty()) {
				this.leaked.pop().close();
			}
		}
		logger.info("Fault switch: pool heal");
	}

	@PostMapping("/faults/db/rotate-password")
	void rotatePassword() throws SQLException, IOException {
		this.password.rotate();
		logger.info("Fault switch: db rotate-password");
	}

	@PostMapping("/faults/db/restore-password")
	void restorePassword() throws SQLException, IOException {
		this.password.restore();
		logger.info("Fault switch: db restore-password");
	}

}
