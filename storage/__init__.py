"""What is kept about people and deliveries: receipts of messages, and an outbox. Knows nothing of Rasa."""
