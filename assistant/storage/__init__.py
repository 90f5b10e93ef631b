"""What is kept about people and deliveries: conversations, call-back requests, gaps, receipts, and an outbox."""
