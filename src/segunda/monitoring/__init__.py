"""The prevention mechanism's room: visits, findings, recommendations, and who may read what."""
