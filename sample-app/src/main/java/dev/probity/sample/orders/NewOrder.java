package dev.probity.sample.orders;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

record NewOrder(@NotBlank @Size(max = 100) String item, @Positive int quantity) {
}
