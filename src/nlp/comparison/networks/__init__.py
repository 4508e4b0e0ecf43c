"""Who stands with whom: networks of actors and concepts, as tables and as files for Gephi and visone."""
