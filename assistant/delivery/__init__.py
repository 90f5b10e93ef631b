"""What leaves the house for the clinic's staff: call-back requests and urgent alerts, by e-mail and webhook."""
