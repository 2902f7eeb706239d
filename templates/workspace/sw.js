{% load static %}{# The worker itself is static/js/worker.js; a new release changes these names, and so this file. #}
importScripts("{% static 'js/outbox-store.js' %}", "{% static 'js/outbox-send.js' %}", "{% static 'js/worker.js' %}");
